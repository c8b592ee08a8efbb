"""What a person carries: the guest list, codes, cards, badges, name plates."""

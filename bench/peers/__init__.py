"""The same acts in another product, installed from the index beside ours, so that anybody can see the ratio."""

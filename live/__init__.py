"""The dialogue: programme, queue, questions, answers, conclusions, deadlines. Knows no HTTP and no login."""

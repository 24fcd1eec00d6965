"""A sitting in the terminal: a full screen for people, plain lines for readers and scripts."""

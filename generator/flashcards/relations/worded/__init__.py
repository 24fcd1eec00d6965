"""Relations that a sentence tells in words of its few numbers: `rules` has one for each kind of word."""

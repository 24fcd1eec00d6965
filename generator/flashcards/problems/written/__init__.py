"""Problems that an author writes in a document: a block of TOML becomes an ask like any other."""

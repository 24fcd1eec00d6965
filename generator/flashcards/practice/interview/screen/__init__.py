"""The interview on the whole screen, in the looks of the review session."""

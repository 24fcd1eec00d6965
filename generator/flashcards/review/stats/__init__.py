"""What the log and the states of the cards tell: computed (pure), then drawn as text or a page."""

"""The pages of the learner's player."""

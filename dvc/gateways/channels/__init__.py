"""The ways on which a message reaches a person."""

"""Ask the state's own data, so that nobody brings a paper of what the state knows."""

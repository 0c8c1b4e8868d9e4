"""Tell the machines how the portal does."""

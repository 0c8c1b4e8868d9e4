"""dvc: a commune's portal for online administrative procedures."""

"""Where sealed files are kept, each under the SHA-256 of its sealed bytes."""

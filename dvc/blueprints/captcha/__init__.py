"""Show and speak the captcha."""

"""Our own captcha: a picture of five letters, and the same letters read aloud in Vietnamese."""

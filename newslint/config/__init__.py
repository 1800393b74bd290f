"""Where settings are found and what they may say."""

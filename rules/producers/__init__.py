"""What single producers leave behind in articles: a table for each, and no code."""

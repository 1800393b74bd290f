"""What the publisher put round the article: promotions, credits, shares, footers."""

"""Style sheets, inline styles, and attributes that only say how something looks."""

"""What reports the reader to somebody: beacons, campaign parameters, redirects."""

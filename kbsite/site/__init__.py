"""Documents → the site: who is published, where links lead, what is related, when a review is due."""

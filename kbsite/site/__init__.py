"""Documents → the site: publication, resolved links, related pages, reviews, routes, the plan of outputs."""

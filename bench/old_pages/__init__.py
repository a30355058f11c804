"""Made-up pages of an old service in every form that `kbsite import` reads, each with what it should become."""

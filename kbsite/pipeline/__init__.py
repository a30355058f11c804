"""The whole build, top to bottom: load, check, render, publish; read `build` first."""

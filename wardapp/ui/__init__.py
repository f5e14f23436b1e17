"""The window: pages, widgets and the three lanes; the only room that knows Qt."""

from wardapp.ui.singletons import keep_singletons

keep_singletons()

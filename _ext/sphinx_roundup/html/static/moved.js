// Leads on from a page that has moved, to the same place on the new one.
location.replace(document.currentScript.dataset.to + location.hash);

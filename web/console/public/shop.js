/* Puts the widget of the site in the address into the page, and opens it where there is room. */
'use strict';
const site = new URLSearchParams(location.search).get('site');
if (site !== null) {
  const tag = document.createElement('script');
  tag.src = '/widget.js';
  tag.dataset.site = site;
  tag.addEventListener('load', () => window.Baton?.open());
  document.body.append(tag);
}

// Leaves a page in place of it, so that “Back” does not lead to it again. Without this, the link works as a link.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.leave-page");
  if (!link) return;
  event.preventDefault();
  location.replace(link.href);
});

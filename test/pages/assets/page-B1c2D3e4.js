document.documentElement.dataset.page = "started";

import './page.css';
document.title = 'x';

import 'uplot/dist/uPlot.min.css';
import './page.css';
import { render } from 'preact';
import { App } from './app';
import { takeKeyFromAddress } from './session';

takeKeyFromAddress();
render(<App />, document.getElementById('page')!);

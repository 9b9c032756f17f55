// The views behind the tabs that a page does not begin with: their elements come to life where they stand already.
import './elements/chart';
import './elements/stepPlayer';
import './elements/trainingCurve';
import './find/findBar';
import './views/code';
import './views/compare';
import './views/latent';
import './views/missing';
import './views/reconstruction';
import './views/recommendations';
import './views/training';

import './nonce';
import './app';

document.body.append(document.createElement('factorize-app'));

import { createElement } from 'lwc';
import App from 'host/app';
import SignIn from 'host/signIn';
import { session } from './lib/session';

/** Starts the shell: the sign-in page or the app. */
const element = session().user ? createElement('host-app', { is: App }) : createElement('host-sign-in', { is: SignIn });
document.getElementById('boot')?.remove();
document.body.append(element);

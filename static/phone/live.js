// All scripts of a phone's page that holds a picture: packed into static/bundles/phone.js, or loaded one by one.
import "../shared/held-keys.js";
import "./fonts.js";
import "../shared/picture.js";

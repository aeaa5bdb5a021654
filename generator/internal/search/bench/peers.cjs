"use strict";
// placeholder

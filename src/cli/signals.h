#ifndef MARSAD_CLI_SIGNALS_H
#define MARSAD_CLI_SIGNALS_H

#include <stdatomic.h>

/*
 * Ctrl-C and SIGTERM as a flag that the long-running jobs watch.
 */

/* Catch SIGINT and SIGTERM from now on; the flag becomes true then. */
const atomic_bool *signals_catch(void);

/* Wait until a signal is caught or ms have passed; true: caught. */
_Bool signals_wait(int ms);

#endif

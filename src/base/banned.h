/*
 * Functions we do not use, turned into compile errors.  Force-included
 * before every source file by the Makefile (-include), after the system's
 * own declarations of them.
 */
#ifndef MARSAD_BASE_BANNED_H
#define MARSAD_BASE_BANNED_H

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat sprintf vsprintf strncpy strncat strtok
#pragma GCC poison atoi atol gets localtime setlocale

#endif

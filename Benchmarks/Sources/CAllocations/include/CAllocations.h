#pragma once
#include <stdint.h>

/// Begins to count, or stops: other measurements pay nothing for it.
void helhet_count_allocations(int on);

/// How often this program has asked for memory while it counted.
uint64_t helhet_allocations(void);

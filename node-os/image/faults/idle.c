/* A program that lives and never does what is expected of it. */
#include <unistd.h>

int main(void) {
	for (;;)
		pause();
}

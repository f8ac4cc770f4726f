// SHA256_Init and its siblings are deprecated in favour of contexts on the heap, which cost as much as
// the hash of one block; libcrypto keeps them.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>

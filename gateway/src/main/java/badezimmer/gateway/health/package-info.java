/** Whether the gateway works, for orchestrators, and the cycle that checks whether devices do. */
package badezimmer.gateway.health;

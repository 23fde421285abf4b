"""Read sentences, quantities, units and the direction of an effect: text in, values out; pure."""

namespace CapacityFunctions.Planning.Reservations.Zones;

/// <summary>What one zone may take of a target; in whole units.</summary>
/// <param name="Zone">The zone's name.</param>
/// <param name="Price">Price of one whole unit for an hour.</param>
/// <param name="RaisedPrice">Price of a unit above what is held, with its share of what moving costs; not below <paramref name="Price"/>.</param>
/// <param name="Held">Units held there now.</param>
/// <param name="Lowest">The fewest units that satisfy every constraint.</param>
/// <param name="Highest">The most units that satisfy every constraint; below <paramref name="Lowest"/> when they contradict each other.</param>
internal readonly record struct ZoneBounds(string Zone, decimal Price, decimal RaisedPrice, long Held, long Lowest, long Highest);

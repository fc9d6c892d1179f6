namespace CapacityFunctions.Forecasting.Persistence;

/// <summary>Checks the version byte in front of a state.</summary>
public static class StateVersion
{
    /// <exception cref="InvalidDataException">version is 0 or above <paramref name="newest"/>.</exception>
    public static void Require(byte version, byte newest, string owner)
    {
        if (version == 0 || version > newest)
        {
            throw new InvalidDataException($"State of {owner} has version {version}; versions 1 to {newest} are readable.");
        }
    }
}

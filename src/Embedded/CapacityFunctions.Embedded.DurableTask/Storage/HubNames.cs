namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Names of what one hub keeps in storage.</summary>
internal sealed record HubNames
{
    /// <exception cref="ArgumentException">Not 3 to 45 letters and digits with a letter first.</exception>
    public HubNames(string hub)
    {
        ArgumentException.ThrowIfNullOrEmpty(hub);
        if (hub.Length is < 3 or > 45 || !char.IsAsciiLetter(hub[0]) || !hub.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"'{hub}' is no hub name: 3 to 45 letters and digits, a letter first.", nameof(hub));
        }

        Instances = $"{hub}Instances";
        History = $"{hub}History";
        PayloadContainer = $"{hub.ToLowerInvariant()}-payloads";
        LeaseContainer = $"{hub.ToLowerInvariant()}-lease";
    }

    public string Instances { get; }

    public string History { get; }

    public string PayloadContainer { get; }

    /// <summary>Holds one blob: who owns it runs the hub.</summary>
    public string LeaseContainer { get; }
}

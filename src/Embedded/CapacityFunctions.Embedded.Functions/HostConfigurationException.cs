namespace CapacityFunctions.Embedded.Functions;

/// <summary>A function, a setting or a configuration file can't be used; the message names it and says why.</summary>
public sealed class HostConfigurationException : Exception
{
    public HostConfigurationException()
    {
    }

    public HostConfigurationException(string message)
        : base(message)
    {
    }

    public HostConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Embedded.Functions.Discovery;

/// <summary>Finds function classes that could not be made: the real worker notices at the first invocation, which is late.</summary>
internal static class ConstructorCheck
{
    /// <exception cref="HostConfigurationException">A class needs a service that is not registered.</exception>
    public static void Run(FunctionCatalog catalog, IServiceProviderIsService services)
    {
        foreach (Type type in catalog.Functions.Where(function => !function.Method.IsStatic).Select(function => function.Method.DeclaringType!).Distinct())
        {
            // With several constructors the container chooses at run time: only the single one says for certain what is needed.
            if (type.GetConstructors() is not [ConstructorInfo constructor])
            {
                continue;
            }

            foreach (ParameterInfo parameter in constructor.GetParameters().Where(parameter => !parameter.HasDefaultValue))
            {
                bool isKnown = parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { Key: var key }
                    ? (services as IServiceProviderIsKeyedService)?.IsKeyedService(parameter.ParameterType, key) ?? true
                    : services.IsService(parameter.ParameterType);
                if (!isKnown)
                {
                    throw new HostConfigurationException(
                        $"The function class {type} needs the service {parameter.ParameterType} ('{parameter.Name}'), which is not registered.");
                }
            }
        }
    }
}

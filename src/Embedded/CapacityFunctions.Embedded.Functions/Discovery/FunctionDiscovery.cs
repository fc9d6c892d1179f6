using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CapacityFunctions.Embedded.Functions.Configuration;
using CapacityFunctions.Embedded.Functions.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Embedded.Functions.Discovery;

/// <summary>Finds the functions of an assembly and checks them.</summary>
internal sealed partial class FunctionDiscovery(AppSettings appSettings, SettingReferences settings, HostJson host, TimeZoneInfo zone)
{
    /// <summary>No route may begin with these, whatever the prefix: the real host refuses it.</summary>
    private static readonly string[] Reserved = ["admin", "runtime"];

    /// <param name="types">What is public in the app's assembly; types that are not classes are passed over.</param>
    /// <exception cref="HostConfigurationException">A function can't be served; the message names it.</exception>
    public FunctionCatalog Discover(IEnumerable<Type> types)
    {
        List<FunctionDescriptor> functions = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (Type type in types.Where(type => type.IsClass).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is not { Name: var name })
                {
                    continue;
                }

                if (!names.Add(name))
                {
                    throw new HostConfigurationException($"Two functions have the name '{name}'; names must differ in more than their case.");
                }

                if (!IsDisabled(name))
                {
                    functions.Add(Describe(name, type, method));
                }
            }
        }

        RefuseSharedTaskNames(functions);
        return new FunctionCatalog([.. functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)]);
    }

    private static void RefuseSharedTaskNames(List<FunctionDescriptor> functions)
    {
        foreach (IGrouping<string, FunctionDescriptor> group in functions
            .Where(function => TaskNameOf(function.Trigger) is not null)
            .GroupBy(function => TaskNameOf(function.Trigger)!, StringComparer.OrdinalIgnoreCase))
        {
            if (group.Skip(1).Any())
            {
                throw new HostConfigurationException(
                    $"Functions {string.Join(" and ", group.Select(function => $"'{function.Name}'"))} are both called by the name '{group.Key}'.");
            }
        }
    }

    private static string? TaskNameOf(FunctionTrigger trigger) => trigger switch
    {
        FunctionTrigger.Orchestration orchestration => orchestration.Name,
        FunctionTrigger.Activity activity => activity.Name,
        _ => null,
    };

    private bool IsDisabled(string name) =>
        new[] { $"AzureWebJobs.{name}.Disabled", $"AzureWebJobs:{name}:Disabled" }
            .Any(key => appSettings[key] is { } value && (string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) || value is "1"));

    private FunctionDescriptor Describe(string name, Type type, MethodInfo method)
    {
        if (!FunctionName().IsMatch(name) || string.Equals(name, "host", StringComparison.OrdinalIgnoreCase))
        {
            throw Refused("its name must be a letter and up to 127 letters, digits, '_' and '-', and not 'host'");
        }

        if (type.ContainsGenericParameters || method.ContainsGenericParameters)
        {
            throw Refused("it, or its class, is generic");
        }

        TriggerBindingAttribute[] triggers =
            [.. method.GetParameters().Select(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>()).OfType<TriggerBindingAttribute>()];
        if (triggers.Length != 1)
        {
            throw Refused($"it has {triggers.Length} triggers and needs exactly one");
        }

        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
        {
            throw Refused("it is async void: return a Task");
        }

        if (FunctionResults.IsActionResultOfValue(method.ReturnType))
        {
            throw Refused("Azure does not execute an ActionResult<T>: return an IActionResult");
        }

        FunctionTrigger trigger = DescribeTrigger(name, triggers[0]);
        return new FunctionDescriptor
        {
            Name = name,
            Method = method,
            Trigger = trigger,
            Definition = new EmbeddedFunctionDefinition(name, method),
            Arguments = [.. method.GetParameters().Select(parameter => ParameterBinder.Bind(parameter, trigger, name))],
            CreateInstance = InstanceFactory(type, method) ?? throw Refused($"{type} is abstract or has no public constructor"),
            Complete = FunctionResults.For(method.ReturnType) ?? throw Refused("it returns a ValueTask: return a Task"),
        };

        HostConfigurationException Refused(string reason) => new($"Function '{name}' ({type}.{method.Name}) can't be used: {reason}.");
    }

    private FunctionTrigger DescribeTrigger(string name, TriggerBindingAttribute attribute)
    {
        string place = $"{attribute.GetType().Name} of function '{name}'";
        return attribute switch
        {
            HttpTriggerAttribute { AuthLevel: AuthorizationLevel.User } =>
                throw new HostConfigurationException($"{place}: the level User is not supported."),
            HttpTriggerAttribute http => new FunctionTrigger.Http(
                $"{host.RoutePrefix}/{RouteOf(http, name, place)}".Trim('/'),
                [.. (http.Methods ?? []).Select(method => method.ToUpperInvariant()).Distinct(StringComparer.Ordinal)],
                http.AuthLevel),
            TimerTriggerAttribute timer => new FunctionTrigger.Timer(
                TimerSchedule.Parse(settings.Resolve(timer.Schedule, place), zone, place), timer.RunOnStartup, timer.UseMonitor),
            OrchestrationTriggerAttribute orchestration => new FunctionTrigger.Orchestration(orchestration.Orchestration ?? name),
            ActivityTriggerAttribute activity => new FunctionTrigger.Activity(activity.Activity ?? name),
            _ => throw new HostConfigurationException($"{place} is not supported by the embedded host."),
        };
    }

    private string RouteOf(HttpTriggerAttribute http, string name, string place)
    {
        string route = settings.Resolve(string.IsNullOrWhiteSpace(http.Route) ? name : http.Route, place).Trim('/');
        string? taken = Reserved.FirstOrDefault(reserved => route.StartsWith(reserved, StringComparison.OrdinalIgnoreCase));
        return taken is null
            ? route
            : throw new HostConfigurationException($"{place}: the route '{route}' begins with '{taken}', which the host keeps for itself.");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FunctionName();

    private static Func<IServiceProvider, object?>? InstanceFactory(Type type, MethodInfo method)
    {
        if (method.IsStatic)
        {
            return _ => null;
        }

        if (type.IsAbstract || type.GetConstructors().Length == 0)
        {
            return null;
        }

        ObjectFactory factory = ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);
        return services => factory(services, arguments: null);
    }
}

using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>As the Functions worker converts by default, and as Durable Task does elsewhere.</summary>
public sealed class ConverterTests
{
    private static DataConverter Worker => new DurableTaskEngineOptions { HubName = "Convert" }.DataConverter;

    [Fact]
    public void Serialize_Worker_KeepsNamesLeavesFieldsOutAndEscapes() =>
        Assert.Equal("""{"Name":"a\u002Bb","Day":1}""", Worker.Serialize(new Sample { Name = "a+b", Day = DayOfWeek.Monday, Field = 5 }));

    [Fact]
    public void Deserialize_Worker_NamesInAnyCase() =>
        Assert.Equal("x", Worker.Deserialize<Sample>("""{"nAME":"x"}""")?.Name);

    [Fact]
    public void Default_OutsideFunctions_IncludesFieldsAndMindsCase()
    {
        Assert.Contains("\"Field\":5", JsonDataConverter.Default.Serialize(new Sample { Field = 5 }), StringComparison.Ordinal);
        Assert.Null(JsonDataConverter.Default.Deserialize<Sample>("""{"nAME":"x"}""")?.Name);
    }

    private sealed class Sample
    {
        public int Field;

        public string? Name { get; set; }

        public DayOfWeek Day { get; set; }
    }
}

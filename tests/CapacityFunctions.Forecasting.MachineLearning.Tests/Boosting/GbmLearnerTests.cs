using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.MachineLearning.Boosting;
using CapacityFunctions.Forecasting.Tests.Learning;

namespace CapacityFunctions.Forecasting.MachineLearning.Tests.Boosting;

public sealed class GbmLearnerTests : LearnerTests
{
    private protected override ILearner Learner { get; } = new GbmLearner();
}

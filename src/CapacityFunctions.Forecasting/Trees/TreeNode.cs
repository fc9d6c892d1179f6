using System.Runtime.InteropServices;

namespace CapacityFunctions.Forecasting.Trees;

/// <summary>A split: values above the threshold go right, all others left, missing ones (NaN) too.</summary>
/// <param name="Threshold">Never NaN.</param>
/// <param name="LeftLeaves">Bits of the leaves below the left child; meaningless in trees of more than 32 leaves.</param>
/// <param name="Feature">Column of the row.</param>
/// <param name="Left">Node of the same tree, or the complement of a leaf; a node's children stand behind it.</param>
/// <param name="Right">As <paramref name="Left"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TreeNode(float Threshold, uint LeftLeaves, ushort Feature, short Left, short Right);

// What Vald's agent calls of NGT's C library (versions 2.3.12 to 2.4.3). NGT's package for Python contains the library, but no
// headers. Names, types, and the order of the fields are those of the library: github.com/yahoojapan/NGT, lib/NGT/Capi.h.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void *NGTError, *NGTIndex, *NGTObjectDistances, *NGTObjectSpace, *NGTProperty;
typedef unsigned int ObjectID;

typedef struct {
  ObjectID id;
  float distance;
} NGTObjectDistance;

typedef struct {
  size_t numberOfObjects, numberOfIndexedObjects, sizeOfObjectRepository, sizeOfRefinementObjectRepository;
  size_t numberOfRemovedObjects, numberOfNodes, numberOfEdges;
  double meanEdgeLength, meanNumberOfEdgesPerNode;
  size_t numberOfNodesWithoutEdges, maxNumberOfOutdegree, minNumberOfOutdegree;
  size_t numberOfNodesWithoutIndegree, maxNumberOfIndegree, minNumberOfIndegree;
  double meanEdgeLengthFor10Edges;
  size_t nodesSkippedFor10Edges;
  double meanIndegreeDistanceFor10Edges;
  size_t nodesSkippedForIndegreeDistance;
  double varianceOfOutdegree, varianceOfIndegree;
  int medianOutdegree;
  size_t modeOutdegree;
  double c95Outdegree, c99Outdegree;
  int medianIndegree;
  size_t modeIndegree;
  double c5Indegree, c1Indegree;
  bool valid;
  int64_t *indegreeCount;
  size_t indegreeCountSize;
  size_t *outdegreeHistogram;
  size_t outdegreeHistogramSize;
  size_t *indegreeHistogram;
  size_t indegreeHistogramSize;
} NGTGraphStatistics;

typedef struct {
  int dimension, thread_pool_size, object_type, distance_type, index_type, database_type, object_alignment;
  int path_adjustment_interval, graph_shared_memory_size, tree_shared_memory_size, object_shared_memory_size;
  int prefetch_offset, prefetch_size;
  const char *accuracy_table, *search_type;
  float max_magnitude;
  int n_of_neighbors_for_insertion_order;
  float epsilon_for_insertion_order;
  int refinement_object_type;
  int16_t truncation_threshold, edge_size_for_creation, edge_size_for_search, edge_size_limit_for_creation;
  double insertion_radius_coefficient;
  int16_t seed_size;
  int seed_type;
  int16_t truncation_thread_pool_size, batch_size_for_creation;
  int graph_type;
  int16_t dynamic_edge_size_base, dynamic_edge_size_rate;
  float build_time_limit;
  int16_t outgoing_edge, incoming_edge;
  float epsilon_for_creation;
} NGTPropertyInfo;

NGTError ngt_create_error_object(void);
void ngt_destroy_error_object(NGTError);
const char *ngt_get_error_string(NGTError);

NGTProperty ngt_create_property(NGTError);
void ngt_destroy_property(NGTProperty);
bool ngt_get_property(NGTIndex, NGTProperty, NGTError);
int32_t ngt_get_property_dimension(NGTProperty, NGTError);
NGTPropertyInfo ngt_get_property_info(NGTIndex, NGTError);
bool ngt_set_property_dimension(NGTProperty, int32_t, NGTError);
bool ngt_set_property_edge_size_for_creation(NGTProperty, int16_t, NGTError);
bool ngt_set_property_edge_size_for_search(NGTProperty, int16_t, NGTError);

#define SETTER(name) bool ngt_set_property_##name(NGTProperty, NGTError)
SETTER(object_type_float);
SETTER(object_type_float16);
SETTER(object_type_integer);
SETTER(distance_type_angle);
SETTER(distance_type_cosine);
SETTER(distance_type_hamming);
SETTER(distance_type_inner_product);
SETTER(distance_type_jaccard);
SETTER(distance_type_l1);
SETTER(distance_type_l2);
SETTER(distance_type_lorentz);
SETTER(distance_type_normalized_angle);
SETTER(distance_type_normalized_cosine);
SETTER(distance_type_normalized_l2);
SETTER(distance_type_poincare);
SETTER(distance_type_sparse_jaccard);
#undef SETTER

NGTIndex ngt_create_graph_and_tree(const char *path, NGTProperty, NGTError);
NGTIndex ngt_create_graph_and_tree_in_memory(NGTProperty, NGTError);
NGTIndex ngt_open_index(const char *path, NGTError);
bool ngt_create_index(NGTIndex, uint32_t poolSize, NGTError);
bool ngt_save_index(NGTIndex, const char *path, NGTError);
void ngt_close_index(NGTIndex);
NGTGraphStatistics ngt_get_graph_statistics(NGTIndex, char mode, size_t edgeSize, NGTError);
void ngt_free_graph_statistics(NGTGraphStatistics *);

ObjectID ngt_insert_index_as_float(NGTIndex, float *vector, uint32_t dimension, NGTError);
bool ngt_remove_index(NGTIndex, ObjectID, NGTError);
NGTObjectSpace ngt_get_object_space(NGTIndex, NGTError);
float *ngt_get_object_as_float(NGTObjectSpace, ObjectID, NGTError);
float *ngt_get_allocated_object_as_float(NGTObjectSpace, ObjectID, NGTError);
uint8_t *ngt_get_object_as_integer(NGTObjectSpace, ObjectID, NGTError);

NGTObjectDistances ngt_create_empty_results(NGTError);
void ngt_destroy_results(NGTObjectDistances);
uint32_t ngt_get_result_size(NGTObjectDistances, NGTError);
NGTObjectDistance ngt_get_result(NGTObjectDistances, uint32_t index, NGTError);
bool ngt_search_index_as_float(NGTIndex, float *vector, int32_t dimension, size_t size, float epsilon, float radius,
                               NGTObjectDistances, NGTError);
bool ngt_linear_search_index_as_float(NGTIndex, float *vector, int32_t dimension, size_t size, NGTObjectDistances,
                                      NGTError);

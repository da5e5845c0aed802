/**
 * Every type of the Rive format 7.0. One line a type:
 * `Name key < Parent : property key[/old key] type[*][~] [= default], …`, with `-` for a type that is never in a file, `*` for
 * a property that key frames may change, `~` for one that has no bytes in a file (computed, or only a target). `none` is
 * the id that means "no id".
 *
 * Facts of the format, from `dev/defs` of rive-app/rive-runtime (MIT, (c) 2020 Rive, commit 89c04af7d13e).
 */
export const FORMAT_TABLE = `
BindableProperty -
BindablePropertyString 471 < BindableProperty : propertyValue 635 string
BindablePropertyBoolean 472 < BindableProperty : propertyValue 634 bool = false
BindablePropertyNumber 473 < BindableProperty : propertyValue 636 double = 0
BindablePropertyEnum 474 < BindableProperty : propertyValue 637 uint = none
BindablePropertyColor 475 < BindableProperty : propertyValue 638 color = 4280098077
BindablePropertyInteger 567 < BindableProperty : propertyValue 686 uint = 0
BindablePropertyTrigger 503 < BindablePropertyInteger
BindablePropertyList 590 < BindableProperty : propertyValue 835 uint = none
BindablePropertyId - < BindableProperty : propertyValue 823 uint = none
BindablePropertyAsset 588 < BindablePropertyId
BindablePropertyArtboard 597 < BindablePropertyId
BindablePropertyViewModel 662 < BindablePropertyId
Component - : name 4 string, parentId 5 uint = 0
ContainerComponent - < Component
ShapePaint - < ContainerComponent : isVisible 41 bool = true, blendModeValue 747 uint = 127
Fill 20 < ShapePaint : fillRule 40 uint = 0
Stroke 24 < ShapePaint : thickness 47 double* = 1, cap 48 uint = 0, join 49 uint = 0, transformAffectsStroke 50 bool = true
LinearGradient 22 < ContainerComponent : startX 42 double* = 0, startY 33 double* = 0, endX 34 double* = 0, endY 35 double* = 0, opacity 46 double* = 1
RadialGradient 17 < LinearGradient
Skin 43 < ContainerComponent : xx 104 double = 1, yx 105 double = 0, xy 106 double = 0, yy 107 double = 1, tx 108 double = 0, ty 109 double = 0
DrawRules 49 < ContainerComponent : drawTargetId 121 uint* = none
WorldTransformComponent - < ContainerComponent : opacity 18 double* = 1
TransformComponent - < WorldTransformComponent : rotation 15 double* = 0, scaleX 16 double* = 1, scaleY 17 double* = 1
Node 2 < TransformComponent : x 13/9 double* = 0, y 14/10 double* = 0, computedLocalX 806 double~ = 0, computedLocalY 807 double~ = 0, computedWorldX 808 double~ = 0, computedWorldY 809 double~ = 0, computedRootX 864 double~ = 0, computedRootY 865 double~ = 0, computedWidth 810 double~ = 0, computedHeight 811 double~ = 0
Path - < Node : pathFlags 128 uint = 0, isHole 770 bool*
ParametricPath - < Path : width 20 double* = 0, height 21 double* = 0, originX 123 double* = 0.5, originY 124 double* = 0.5
Ellipse 4 < ParametricPath
Rectangle 7 < ParametricPath : linkCornerRadius 164 bool = true, cornerRadiusTL 31 double* = 0, cornerRadiusTR 161 double* = 0, cornerRadiusBL 162 double* = 0, cornerRadiusBR 163 double* = 0
Triangle 8 < ParametricPath
Polygon 51 < ParametricPath : points 125 uint = 5, cornerRadius 126 double = 0
Star 52 < Polygon : innerRadius 127 double* = 0.5
PointsCommonPath - < Path : isClosed 32 bool = false
PointsPath 16 < PointsCommonPath
ListPath 619 < PointsCommonPath : listSource 874 uint = none
Drawable - < Node : blendModeValue 23 uint = 3, drawableFlags 129 uint = 0
Shape 3 < Drawable : length 781 double~ = 0
NestedArtboard 92 < Drawable : artboardId 197 uint = none, dataBindPathIds 582 bytes, isPaused 895 bool* = false, speed 907 double* = 1, quantize 908 double* = -1, isStateful 1014 bool = false
NestedArtboardLeaf 451 < NestedArtboard : fit 538 uint, alignmentX 644 double, alignmentY 645 double
NestedArtboardLayout 452 < NestedArtboard : instanceWidth 663 double* = -1, instanceHeight 664 double* = -1, instanceWidthUnitsValue 665 uint = 1, instanceHeightUnitsValue 666 uint = 1, instanceWidthScaleType 667 uint = 0, instanceHeightScaleType 668 uint = 0
Image 100 < Drawable : assetId 206 uint = none, originX 380 double* = 0.5, originY 381 double* = 0.5, fit 974 uint, alignmentX 975 double, alignmentY 976 double, samplerFilter 1076 uint* = 0, samplerWrapX 1077 uint* = 0, samplerWrapY 1078 uint* = 0
Text 134 < Drawable : alignValue 281 uint = 0, sizingValue 284 uint = 0, overflowValue 287 uint = 0, width 285 double* = 0, height 286 double* = 0, originX 366 double* = 0, originY 367 double* = 0, paragraphSpacing 371 double* = 0, originValue 377 uint = 0, wrapValue 683 uint = 0, verticalAlignValue 685 uint = 0, fitFromBaseline 703 bool = true, textRunListSource 932 uint = none, verticalTrimValue 1026 uint = 0, verticalTrimTopValue 1027 uint*~ = 0, verticalTrimBottomValue 1028 uint*~ = 0
LayoutComponent 409 < Drawable : clip 196 bool* = false, width 7 double* = 0, height 8 double* = 0, styleId 494 uint = none, fractionalWidth 706 double* = 1, fractionalHeight 707 double* = 1
Artboard 1 < LayoutComponent : originX 11 double = 0, originY 12 double = 0, defaultStateMachineId 236 uint = none, viewModelId 583 uint = none
ForegroundLayoutDrawable 513 < Drawable
ArtboardComponentList 559 < Drawable : listSource 800 uint = none
TextInput 569 < Drawable : text 817 string, selectionRadius 818 double* = 5, multiline 979 bool = true
TextInputDrawable - < Drawable
TextInputCursor 571 < TextInputDrawable
TextInputText 572 < TextInputDrawable
TextInputSelection 574 < TextInputDrawable
TextInputSelectedText 575 < TextInputDrawable
ScriptedDrawable 603 < Drawable : scriptAssetId 848 uint = none
ScriptedLayout 637 < ScriptedDrawable
Solo 147 < Node : activeComponentId 296 uint* = 0
NSlicedNode 508 < Node : initialWidth 697 double = 0, initialHeight 698 double = 0, width 699 double* = 0, height 700 double* = 0
SkeletalComponent - < TransformComponent
Bone 40 < SkeletalComponent : length 89 double* = 0
RootBone 41 < Bone : x 90 double* = 0, y 91 double* = 0
NestedAnimation - < ContainerComponent : animationId 198 uint = none
NestedStateMachine 95 < NestedAnimation
NestedLinearAnimation - < NestedAnimation : mix 200 double* = 1
NestedSimpleAnimation 96 < NestedLinearAnimation : speed 199 double* = 1, isPlaying 201 bool* = false
NestedRemapAnimation 98 < NestedLinearAnimation : time 202 double* = 0
Vertex - < ContainerComponent : x 24 double* = 0, y 25 double* = 0
PathVertex - < Vertex
StraightVertex 5 < PathVertex : radius 26 double* = 0
CubicVertex - < PathVertex
CubicDetachedVertex 6 < CubicVertex : inRotation 84 double* = 0, inDistance 85 double* = 0, outRotation 86 double* = 0, outDistance 87 double* = 0
CubicAsymmetricVertex 34 < CubicVertex : rotation 79 double* = 0, inDistance 80 double* = 0, outDistance 81 double* = 0
CubicMirroredVertex 35 < CubicVertex : rotation 82 double* = 0, distance 83 double* = 0
MeshVertex 108 < Vertex : u 215 double = 0, v 216 double = 0
ContourMeshVertex 111 < MeshVertex
Mesh 109 < ContainerComponent : triangleIndexBytes 223 bytes
TextModifierRange 158 < ContainerComponent : modifyFrom 327 double* = 0, modifyTo 336 double* = 1, strength 334 double* = 1, unitsValue 316 uint = 0, typeValue 325 uint = 0, modeValue 326 uint = 0, clamp 333 bool = false, falloffFrom 317 double* = 0, falloffTo 318 double* = 1, offset 319 double* = 0, runId 378 uint = none
TextModifierGroup 159 < ContainerComponent : modifierFlags 335 uint = 0, originX 328 double* = 0, originY 329 double* = 0, opacity 324 double* = 1, x 322 double* = 0, y 323 double* = 0, rotation 332 double* = 0, scaleX 330 double* = 1, scaleY 331 double* = 1
ViewModelInstance 437 < ContainerComponent : viewModelId 566 uint = 0
NSlicer 493 < ContainerComponent
DashPath 506 < ContainerComponent : offset 690 double* = 0, offsetIsPercentage 691 bool = false
Feather 533 < ContainerComponent : spaceValue 748 uint = 0, strength 749 double* = 12, offsetX 750 double* = 0, offsetY 751 double* = 0, inner 752 bool* = false
CustomPropertyGroup 548 < ContainerComponent
Event 128 < CustomPropertyGroup : trigger 395 callback*~
OpenUrlEvent 131 < Event : url 248 string, targetValue 249 uint = 0
AudioEvent 407 < Event : assetId 408 uint = none
TextStyle 573 < ContainerComponent : fontSize 274 double* = 12, lineHeight 370 double* = -1, letterSpacing 390 double* = 0, fontAssetId 279 uint = none
TextStylePaint 137 < TextStyle
ScriptedPathEffect 640 < ContainerComponent : scriptAssetId 912 uint = none
GroupEffect 645 < ContainerComponent
TextStyleBackground 1069 < ContainerComponent : cornerRadius 1071 double* = 0
SolidColor 18 < Component : colorValue 37 color* = 4285822068, colorRed 118 uint*~ = 0, colorGreen 136 uint*~ = 0, colorBlue 210 uint*~ = 0, colorAlpha 218 uint*~ = 0
GradientStop 19 < Component : colorValue 38 color* = 4294967295, position 39 double* = 0, colorRed 118 uint*~ = 0, colorGreen 136 uint*~ = 0, colorBlue 210 uint*~ = 0, colorAlpha 218 uint*~ = 0
ClippingShape 42 < Component : sourceId 92 uint = none, fillRule 93 uint = 0, isVisible 94 bool* = true
Tendon 44 < Component : boneId 95 uint = none, xx 96 double = 1, yx 97 double = 0, xy 98 double = 0, yy 99 double = 1, tx 100 double = 0, ty 101 double = 0
Weight 45 < Component : values 102 uint = 255, indices 103 uint = 1
CubicWeight 46 < Weight : inValues 110 uint = 255, inIndices 111 uint = 1, outValues 112 uint = 255, outIndices 113 uint = 1
TrimPath 47 < Component : start 114 double* = 0, end 115 double* = 0, offset 116 double* = 0, modeValue 117 uint = 0
DrawTarget 48 < Component : drawableId 119 uint = none, placementValue 120 uint = 0
Constraint - < Component : strength 172 double* = 1
TargetedConstraint - < Constraint : targetId 173 uint = none
IKConstraint 81 < TargetedConstraint : invertDirection 174 bool* = false, parentBoneCount 175 uint = 0
DistanceConstraint 82 < TargetedConstraint : distance 177 double* = 100, modeValue 178 uint = 0
TransformSpaceConstraint - < TargetedConstraint : sourceSpaceValue 179 uint = 0, destSpaceValue 180 uint = 0
TransformConstraint 83 < TransformSpaceConstraint : originX 372 double* = 0, originY 373 double* = 0
TransformComponentConstraint - < TransformSpaceConstraint : minMaxSpaceValue 195 uint = 0, copyFactor 182 double = 1, minValue 183 double = 0, maxValue 184 double = 0, offset 188 bool = false, doesCopy 189 bool = true, min 190 bool = false, max 191 bool = false
TransformComponentConstraintY - < TransformComponentConstraint : copyFactorY 185 double = 1, minValueY 186 double = 0, maxValueY 187 double = 0, doesCopyY 192 bool = true, minY 193 bool = false, maxY 194 bool = false
TranslationConstraint 87 < TransformComponentConstraintY
ScaleConstraint 88 < TransformComponentConstraintY
RotationConstraint 89 < TransformComponentConstraint
FollowPathConstraint 165 < TransformSpaceConstraint : distance 363 double* = 0, orient 364 bool* = true, offset 365 bool = false
ListFollowPathConstraint 625 < FollowPathConstraint : distanceEnd 888 double* = 1, distanceOffset 889 double* = 0
DraggableConstraint - < Constraint : directionValue 722 uint* = 1
ScrollConstraint 521 < DraggableConstraint : scrollOffsetX 759 double* = 0, scrollOffsetY 760 double* = 0, scrollPercentX 761 double*~, scrollPercentY 762 double*~, scrollIndex 763 double*~, snap 724 bool = false, physicsTypeValue 727 uint = 0, physicsId 726 uint = none, virtualize 850 bool = false, virtualizeBuffer 221 uint = 0, infinite 851 bool = false, interactive 891 bool* = true, threshold 894 double*, velocityX 1023 double~ = 0, velocityY 1024 double~ = 0, scrollActive 1025 bool~ = false, dragMultiplier 1029 double* = 1, computedContentWidth 1069 double~ = 0, computedContentHeight 1070 double~ = 0
ScrollBarConstraint 522 < DraggableConstraint : scrollConstraintId 725 uint = none, autoSize 734 bool = true
NestedInput - < Component : inputId 237 uint = none
NestedTrigger 122 < NestedInput : fire 401 callback*~
NestedBool 123 < NestedInput : nestedValue 238 bool* = false
NestedNumber 124 < NestedInput : nestedValue 239 double* = 0
TextValueRun 135 < Component : styleId 272 uint* = none, text 268 string*
TextStyleAxis 144 < Component : tag 289 uint = 0, axisValue 288 double* = 0
Joystick 148 < Component : x 299 double* = 0, y 300 double* = 0, posX 303 double = 0, posY 304 double = 0, originX 307 double = 0.5, originY 308 double = 0.5, width 305 double = 100, height 306 double = 100, xId 301 uint = none, yId 302 uint = none, joystickFlags 312 uint = 0, handleSourceId 313 uint = none
TextModifier - < Component
TextShapeModifier - < TextModifier
TextVariationModifier 162 < TextShapeModifier : axisTag 320 uint = 0, axisValue 321 double* = 0
TextTargetModifier - < TextModifier : targetId 778 uint = none
TextFollowPathModifier 547 < TextTargetModifier : radial 779 bool* = false, orient 782 bool* = true, start 783 double* = 0, end 784 double* = 1, strength 785 double* = 1, offset 786 double* = 0
CubicInterpolatorComponent 163 < Component : x1 337 double* = 0.42, y1 338 double* = 0, x2 339 double* = 0.58, y2 340 double* = 1
TextStyleFeature 164 < Component : tag 356 uint = 0, featureValue 357 uint* = 1
CustomProperty - < Component
CustomPropertyNumber 127 < CustomProperty : propertyValue 243 double* = 0
ScriptInputNumber 611 < CustomPropertyNumber
CustomPropertyBoolean 129 < CustomProperty : propertyValue 245 bool* = false
ScriptInputBoolean 631 < CustomPropertyBoolean
CustomPropertyString 130 < CustomProperty : propertyValue 246 string*
ScriptInputString 627 < CustomPropertyString
CustomPropertyColor 592 < CustomProperty : propertyValue 836 color* = 4280098077
ScriptInputColor 626 < CustomPropertyColor
ScriptInputViewModelProperty 612 < CustomProperty : dataBindPathIds 866 bytes
CustomPropertyTrigger 613 < CustomProperty : fire 869 callback*~, propertyValue 870 uint* = 0
ScriptInputTrigger 618 < CustomPropertyTrigger
CustomPropertyEnum 616 < CustomProperty : propertyValue 872 uint* = none, enumId 873 uint = none
ScriptInputArtboard 621 < CustomProperty : artboardId 876 uint = none
ViewModelInstanceValue 428 < Component : viewModelPropertyId 554 uint = 0
ViewModelInstanceColor 426 < ViewModelInstanceValue : propertyValue 555 color* = 4278190080
ViewModelInstanceEnum 432 < ViewModelInstanceValue : propertyValue 560 uint* = 0
ViewModelInstanceString 433 < ViewModelInstanceValue : propertyValue 561 string*
ViewModelInstanceList 441 < ViewModelInstanceValue : listSource 966 uint = none
ViewModelInstanceNumber 442 < ViewModelInstanceValue : propertyValue 575 double* = 0
ViewModelInstanceViewModel 444 < ViewModelInstanceValue : propertyValue 577 uint = 0
ViewModelInstanceBoolean 449 < ViewModelInstanceValue : propertyValue 593 bool* = false
ViewModelInstanceTrigger 501 < ViewModelInstanceValue : propertyValue 687 uint* = 0, fire 1016 callback*~
ViewModelInstanceSymbol - < ViewModelInstanceValue
ViewModelInstanceSymbolListIndex 566 < ViewModelInstanceSymbol : propertyValue 814 uint = 0
ViewModelInstanceAsset 586 < ViewModelInstanceValue : propertyValue 824 uint* = none
ViewModelInstanceAssetImage 587 < ViewModelInstanceAsset
ViewModelInstanceAssetFont 1035 < ViewModelInstanceAsset
ViewModelInstanceAssetBlob 1044 < ViewModelInstanceAsset
ViewModelInstanceArtboard 599 < ViewModelInstanceValue : propertyValue 846 uint* = none
NSlicerTileMode 491 < Component : patchIndex 672 uint = 0, style 673 uint = 0
Axis - < Component : offset 675 double* = 0, normalized 676 bool = false
AxisY 494 < Axis
AxisX 495 < Axis
Dash 507 < Component : length 692 double* = 0, lengthIsPercentage 693 bool = false
ScrollPhysics - < Component : constraintId 731 uint = none
ClampedScrollPhysics 524 < ScrollPhysics
ElasticScrollPhysics 525 < ScrollPhysics : friction 728 double = 8, speedMultiplier 729 double = 1, elasticFactor 730 double = 0.66
ArtboardComponentListOverride 606 < Component : artboardId 858 uint = none, instanceWidth 859 double* = -1, instanceHeight 860 double* = -1, instanceWidthUnitsValue 856 uint = 1, instanceHeightUnitsValue 861 uint = 1, instanceWidthScaleType 862 uint = 0, instanceHeightScaleType 863 uint = 0
TargetEffect 644 < Component : targetId 922 uint = none
ArtboardListMapRule 648 < Component : artboardId 934 uint = none, viewModelId 935 uint = none
FocusData 653 < Component : focusFlags 1033 uint* = 7, canFocus 953 bool*~, canTouch 954 bool*~, canTraverse 955 bool*~, edgeBehaviorValue 956 uint = 0
SemanticData 668 < Component : role 982 uint = 0, label 983 string*, value 984 string*, hint 985 string*, headingLevel 986 uint = 0, traitFlags 987 uint = 0, stateFlags 988 uint = 0, isExpandable 989 bool~, isSelectable 990 bool~, isCheckable 991 bool~, isToggleable 992 bool~, isRequirable 993 bool~, isEnablable 994 bool~, isFocusable 995 bool~, isExpanded 996 bool*~, isSelected 997 bool*~, isChecked 998 bool*~, isMixed 999 bool*~, isToggled 1000 bool*~, isRequired 1001 bool*~, isDisabled 1002 bool*~, isFocused 1003 bool~, isHidden 1004 bool*~, isLiveRegion 1005 bool~, isReadOnly 1006 bool*~, isModal 1007 bool~, isObscured 1008 bool*~, isMultiline 1009 bool~
ComponentOrigin 1039 < Component : originX 1040 double* = 0, originY 1041 double* = 0
LayoutSizingStyle - < Component : minWidth 502 double* = 0, maxWidth 500 double* = 0, minHeight 503 double* = 0, maxHeight 501 double* = 0, minWidthUnitsValue 627 uint = 0, maxWidthUnitsValue 629 uint = 0, minHeightUnitsValue 628 uint = 0, maxHeightUnitsValue 630 uint = 0, layoutWidthScaleType 655 uint* = 0, layoutHeightScaleType 656 uint* = 0, widthUnitsValue 607 uint = 1, heightUnitsValue 608 uint = 1, justifySelfValue 1046 uint* = 6, displayValue 596 uint* = 0
LayoutComponentStyle 420 < LayoutSizingStyle : gapHorizontal 498 double* = 0, gapVertical 499 double* = 0, borderLeft 504 double* = 0, borderRight 505 double* = 0, borderTop 506 double* = 0, borderBottom 507 double* = 0, marginLeft 508 double* = 0, marginRight 509 double* = 0, marginTop 510 double* = 0, marginBottom 511 double* = 0, paddingLeft 512 double* = 0, paddingRight 513 double* = 0, paddingTop 514 double* = 0, paddingBottom 515 double* = 0, positionLeft 516 double* = 0, positionRight 517 double* = 0, positionTop 518 double* = 0, positionBottom 519 double* = 0, positionLeftUnitsValue 621 uint = 0, positionRightUnitsValue 622 uint = 0, positionTopUnitsValue 623 uint = 0, positionBottomUnitsValue 624 uint = 0, flexBasis 523 double* = 0, aspectRatio 524 double* = 0, interpolatorId 591 uint = none, interpolationTime 592 double* = 0, flexBasisUnitsValue 705 uint = 3, layoutAlignmentType 632 uint* = 0, animationStyleType 589 uint = 0, interpolationType 590 uint = 0, positionTypeValue 597 uint* = 1, flexDirectionValue 598 uint* = 2, directionValue 599 uint* = 0, flexWrapValue 604 uint* = 0, overflowValue 605 uint* = 0, intrinsicallySizedValue 606 bool* = false, borderLeftUnitsValue 609 uint = 0, borderRightUnitsValue 610 uint = 0, borderTopUnitsValue 611 uint = 0, borderBottomUnitsValue 612 uint = 0, marginLeftUnitsValue 613 uint = 0, marginRightUnitsValue 614 uint = 0, marginTopUnitsValue 615 uint = 0, marginBottomUnitsValue 616 uint = 0, paddingLeftUnitsValue 617 uint = 0, paddingRightUnitsValue 618 uint = 0, paddingTopUnitsValue 619 uint = 0, paddingBottomUnitsValue 620 uint = 0, gapHorizontalUnitsValue 625 uint = 0, gapVerticalUnitsValue 626 uint = 0, justifyItemsValue 1045 uint* = 7, layoutTypeValue 1059 uint = 0, linkCornerRadius 639 bool = true, cornerRadiusTL 640 double* = 0, cornerRadiusTR 641 double* = 0, cornerRadiusBL 642 double* = 0, cornerRadiusBR 643 double* = 0
LayoutNodeStyle 1057 < LayoutSizingStyle : width 1066 double* = 0, height 1067 double* = 0, fractionalWidth 1057 double* = 1, fractionalHeight 1058 double* = 1
LayoutParticipant 1066 < LayoutNodeStyle
GridTrack 1058 < Component : trackValue 1063 double* = 0, trackMaxValue 1065 double* = 0, collection 1061 uint = 0, trackType 1062 uint* = 0, trackMaxType 1064 uint = 0
GridItemPlacement 1068 < Component : gridColumn 1047 zigzag* = 0, gridRow 1048 zigzag* = 0, gridColumnSpan 1049 uint* = 1, gridRowSpan 1050 uint* = 1
Backboard 23
KeyedObject 25 : objectId 51 uint = 0
KeyedProperty 26 : propertyKey 53 uint = 0
Animation 27 : name 55 string
LinearAnimation 31 < Animation : fps 56 uint = 60, duration 57 uint = 60, speed 58 double = 1, loopValue 59 uint = 0, workStart 60 uint = none, workEnd 61 uint = none, enableWorkArea 62 bool = false, quantize 376 bool = false
StateMachine 53 < Animation
KeyFrame - : frame 67 uint = 0
InterpolatingKeyFrame - < KeyFrame : interpolationType 68 uint = 0, interpolatorId 69 uint = none
KeyFrameDouble 30 < InterpolatingKeyFrame : value 70 double = 0
KeyFrameColor 37 < InterpolatingKeyFrame : value 88 color = 0
KeyFrameId 50 < InterpolatingKeyFrame : value 122 uint = none
KeyFrameBool 84 < InterpolatingKeyFrame : value 181 bool = false
KeyFrameString 142 < InterpolatingKeyFrame : value 280 string
KeyFrameUint 450 < InterpolatingKeyFrame : value 631 uint = 0
KeyFrameInt 1067 < InterpolatingKeyFrame : value 1068 zigzag = 0
KeyFrameCallback 171 < KeyFrame
StateMachineComponent - : name 138 string
StateMachineInput - < StateMachineComponent
StateMachineNumber 56 < StateMachineInput : value 140 double = 0
StateMachineTrigger 58 < StateMachineInput
StateMachineBool 59 < StateMachineInput : value 141 bool = false
StateMachineLayer 57 < StateMachineComponent
StateMachineListener 654 < StateMachineComponent : targetId 224 uint = none
StateMachineListenerSingle 114 < StateMachineListener : listenerTypeValue 225 uint = 0, eventId 399 uint = none, viewModelPathIds 868 bytes
StateMachineLayerComponent -
LayerState - < StateMachineLayerComponent : flags 536 uint = 0
AnyState 62 < LayerState
EntryState 63 < LayerState
ExitState 64 < LayerState
BlendState - < LayerState
BlendStateDirect 73 < BlendState
BlendState1D - < BlendState
BlendState1DInput 76 < BlendState1D : inputId 167 uint = none
BlendState1DViewModel 528 < BlendState1D
AdvanceableState - < LayerState : speed 292 double = 1
AnimationState 61 < AdvanceableState : animationId 149 uint = none
StateTransition 65 < StateMachineLayerComponent : stateToId 151 uint = none, flags 152 uint = 0, duration 158 uint = 0, exitTime 160 uint = 0, interpolationType 349 uint = 1, interpolatorId 350 uint = none, randomWeight 537 uint = 1
BlendStateTransition 78 < StateTransition : exitBlendAnimationId 171 uint = none
BlendAnimation - : animationId 165 uint = none
BlendAnimation1D 75 < BlendAnimation : value 166 double = 0
BlendAnimationDirect 77 < BlendAnimation : inputId 168 uint = none, mixValue 297 double = 100, blendSource 298 uint = 0
Asset - : name 203 string
Folder 102 < Asset
FileAsset - < Asset : assetId 204 uint = 0, cdnUuid 359 bytes, cdnBaseUrl 362 string
DrawableAsset - < FileAsset : height 207 double = 0, width 208 double = 0
ImageAsset 105 < DrawableAsset : samplerFilter 1073 uint = 0, samplerWrapX 1074 uint = 0, samplerWrapY 1075 uint = 0
FontAsset 141 < FileAsset
ExportAudio - < FileAsset : volume 530 double = 1
AudioAsset 406 < ExportAudio
ManifestAsset 642 < FileAsset
BlobAsset 649 < FileAsset
TextAsset - < FileAsset : folderPath 926 string
ScriptAsset 529 < TextAsset : generatorFunctionRef 893 uint = 0, isModule 914 bool = false, serializedImplementedMethods 1022 uint = 2097151
ShaderAsset 970 < TextAsset
ScriptModuleAsset 1071 < FileAsset : language 1087 uint = 0
FileAssetContents 106 : bytes 212 bytes, signature 911 bytes
ListenerAction - : flags 980 uint = 0
ListenerInputChange - < ListenerAction : inputId 227 uint = none, nestedInputId 400 uint = none
ListenerTriggerChange 115 < ListenerInputChange
ListenerBoolChange 117 < ListenerInputChange : value 228 uint = 1
ListenerNumberChange 118 < ListenerInputChange : value 229 double = 0
ListenerAlignTarget 126 < ListenerAction : targetId 240 uint = none, preserveOffset 541 bool = false
ListenerFireEvent 168 < ListenerAction : eventId 389 uint = none
ListenerViewModelChange 487 < ListenerAction
ScriptedListenerAction 646 < ListenerAction : scriptAssetId 930 uint = none
FocusAction - < ListenerAction
FocusActionTarget 652 < FocusAction : targetId 952 uint = none
FocusActionTraversal 672 < FocusAction : traversalKind 1011 uint = 0
FocusActionClear 1037 < FocusAction
KeyFrameInterpolator -
CubicInterpolator - < KeyFrameInterpolator : x1 63 double = 0.42, y1 64 double = 0, x2 65 double = 0.58, y2 66 double = 1
CubicEaseInterpolator 28 < CubicInterpolator
CubicValueInterpolator 138 < CubicInterpolator
ElasticInterpolator 174 < KeyFrameInterpolator : easingValue 405 uint = 1, amplitude 406 double = 1, period 407 double = 1
ScriptedInterpolator 972 < KeyFrameInterpolator : scriptAssetId 1015 uint = none
ViewModelInstanceListItem 427 : viewModelId 549 uint = none, viewModelInstanceId 550 uint = none
ViewModelComponent 429 : name 557 string
ViewModelProperty 430 < ViewModelComponent : symbolTypeValue 875 uint = 0, componentProps 957 uint = 0
ViewModelPropertyNumber 431 < ViewModelProperty
ViewModelPropertyList 434 < ViewModelProperty
ViewModelPropertyViewModel 436 < ViewModelProperty : viewModelReferenceId 565 uint = 0
ViewModelPropertyColor 440 < ViewModelProperty
ViewModelPropertyString 443 < ViewModelProperty
ViewModelPropertyBoolean 448 < ViewModelProperty
ViewModelPropertyTrigger 502 < ViewModelProperty
ViewModelPropertyEnum 509 < ViewModelProperty
ViewModelPropertyEnumCustom 439 < ViewModelPropertyEnum : enumId 574 uint = none
ViewModelPropertyEnumSystem 511 < ViewModelPropertyEnum : enumType 708 uint
ViewModelPropertySymbol - < ViewModelProperty
ViewModelPropertySymbolListIndex 564 < ViewModelPropertySymbol
ViewModelPropertyAsset 584 < ViewModelProperty
ViewModelPropertyAssetImage 585 < ViewModelPropertyAsset
ViewModelPropertyAssetFont 1034 < ViewModelPropertyAsset
ViewModelPropertyAssetBlob 1043 < ViewModelPropertyAsset
ViewModelPropertyArtboard 598 < ViewModelProperty
ViewModel 435 < ViewModelComponent : viewModelType 981 uint = 0
DataEnumValue 445 : key 578 string, value 579 string
DataBind 446 : propertyKey 586 uint = 0, flags 587 uint = 0, converterId 660 uint = none
DataBindContext 447 < DataBind : sourcePathIds 588 bytes
TransitionCondition -
TransitionInputCondition - < TransitionCondition : inputId 155 uint = none
TransitionTriggerCondition 68 < TransitionInputCondition
TransitionValueCondition - < TransitionInputCondition : opValue 156 uint = 0
TransitionNumberCondition 70 < TransitionValueCondition : value 157 double = 0
TransitionBoolCondition 71 < TransitionValueCondition
TransitionViewModelCondition 482 < TransitionCondition : opValue 650 uint = 0
TransitionArtboardCondition 497 < TransitionViewModelCondition
TransitionFocusCondition 1038 < TransitionViewModelCondition
ScriptedTransitionCondition 647 < TransitionCondition : scriptAssetId 931 uint = none
TransitionComparator -
TransitionPropertyComparator - < TransitionComparator
TransitionPropertyViewModelComparator 479 < TransitionPropertyComparator
TransitionPropertyArtboardComparator 496 < TransitionPropertyComparator : propertyType 677 uint = 0
TransitionPropertyComponentComparator 667 < TransitionPropertyComparator : objectId 977 uint = 0, propertyKey 978 uint = 0
TransitionValueComparator - < TransitionComparator
TransitionValueBooleanComparator 481 < TransitionValueComparator : value 647 bool = false
TransitionValueColorComparator 483 < TransitionValueComparator : value 651 color = 4280098077
TransitionValueNumberComparator 484 < TransitionValueComparator : value 652 double = 0
TransitionValueStringComparator 486 < TransitionValueComparator : value 654 string
TransitionValueTriggerComparator 505 < TransitionValueComparator : value 689 uint = 0
TransitionValueIdComparator 601 < TransitionValueComparator : value 653 uint = none
TransitionValueEnumComparator 485 < TransitionValueIdComparator
TransitionValueAssetComparator 602 < TransitionValueIdComparator
TransitionValueArtboardComparator 630 < TransitionValueIdComparator
TransitionSelfComparator 593 < TransitionComparator
DataConverter - : name 662 string
DataConverterRounder 489 < DataConverter : decimals 669 uint = 0
DataConverterToString 490 < DataConverter : flags 764 uint = 0, decimals 765 uint = 0, colorFormat 766 string
DataConverterGroup 499 < DataConverter
DataConverterTrigger 504 < DataConverter
DataConverterOperation 516 < DataConverter : operationType 682 uint = 0
DataConverterOperationValue 500 < DataConverterOperation : operationValue 681 double = 1
DataConverterSystemDegsToRads 514 < DataConverterOperationValue
DataConverterSystemNormalizer 515 < DataConverterOperationValue
DataConverterOperationViewModel 517 < DataConverterOperation : sourcePathIds 711 bytes
DataConverterRangeMapper 519 < DataConverter : interpolationType 713 uint = 1, interpolatorId 714 uint = none, flags 715 uint = 0, minInput 716 double = 1, maxInput 717 double = 1, minOutput 718 double = 1, maxOutput 719 double = 1
DataConverterStringPad 530 < DataConverter : length 743 uint = 1, text 744 string, padType 745 uint = 0
DataConverterStringRemoveZeros 531 < DataConverter
DataConverterStringTrim 532 < DataConverter : trimType 746 uint = 1
DataConverterInterpolator 534 < DataConverter : interpolationType 757 uint = 1, interpolatorId 758 uint = none, duration 756 double = 1
DataConverterBooleanNegate 535 < DataConverter
DataConverterFormula 536 < DataConverter : randomModeValue 887 uint = 0
DataConverterNumberToList 568 < DataConverter : viewModelId 816 uint = none
DataConverterListToLength 591 < DataConverter
DataConverterToNumber 617 < DataConverter
ScriptedDataConverter 629 < DataConverter : scriptAssetId 892 uint = none
DataConverterGroupItem 498 : converterId 679 uint = none
DataEnum 510
DataEnumCustom 438 < DataEnum : name 572 string
DataEnumSystem 512 < DataEnum : enumType 709 uint = 0
FormulaToken 537
FormulaTokenArgumentSeparator 538 < FormulaToken
FormulaTokenParenthesis 539 < FormulaToken
FormulaTokenParenthesisClose 540 < FormulaTokenParenthesis
FormulaTokenFunction 542 < FormulaTokenParenthesis : functionType 776 uint = 0
FormulaTokenParenthesisOpen 544 < FormulaTokenParenthesis
FormulaTokenOperation 541 < FormulaToken : operationType 775 uint = 0
FormulaTokenValue 543 < FormulaToken : operationValue 777 double = 1
FormulaTokenInput 545 < FormulaToken
StateMachineFireAction - : occursValue 393 uint = 0
StateMachineFireEvent 169 < StateMachineFireAction : eventId 392 uint = none
StateMachineFireTrigger 614 < StateMachineFireAction : viewModelPathIds 871 bytes
DataBindPath 643 : path 920 bytes, isRelative 921 bool = false
ListenerInputType 658 : listenerTypeValue 965 uint = 0
ListenerInputTypeEvent 659 < ListenerInputType : eventId 962 uint = none
ListenerInputTypeViewModel 660 < ListenerInputType : viewModelPathIds 963 bytes
ListenerInputTypeKeyboard 665 < ListenerInputType
ListenerInputTypeText 666 < ListenerInputType
ListenerInputTypeSemantic 669 < ListenerInputType
ListenerInputTypeGamepad 973 < ListenerInputType
UserInput 663
KeyboardInput 664 < UserInput : keyType 971 uint = none, keyPhase 972 uint = 0, modifiers 973 uint = 0
SemanticInput 670 < UserInput : actionType 1010 uint = 0
GamepadInput 974 < UserInput : kind 1021 uint = 0, mapping 1018 uint = 0, inputIndex 1019 uint = 0, buttonPhase 1020 uint = 1
`;
